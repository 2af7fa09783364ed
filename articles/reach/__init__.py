"""How often a page was read, from access logs or an outside count: pages, and never people.

`logs` and `tables` read lines, `programs` says which are no readers, `addresses` what is a page;
`counting` writes `articles.models.PageReads`. A reader’s question writes nothing.
"""
