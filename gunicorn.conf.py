"""How gunicorn serves Newsroom, which reads this by itself. The command line and
GUNICORN_CMD_ARGS win over it.

Each thread may hold a database connection: keep workers × threads below what PostgreSQL allows.
"""

workers = 2
threads = 32
# A socket through which the running server takes orders: nothing here needs one.
control_socket_disable = True


def post_worker_init(worker):
    from newsroom import logins

    logins.may_hold(worker.cfg.threads)
