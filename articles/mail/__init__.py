"""Mail to people of the desk about what waits for them: few, in our own words, without the story's.

`waiting` what still waits, and for whom · `letters` the words · `sending` what the outbox does with
them. Beside this package: `telling` is asked for in a deed, `mail_choices` what each person gets.
"""
