"""The plan in Python: every published figure from the seeds, without any SQL of the project.

It reads seeds/**/*.csv with the standard library, calculates in exact fractions and rounds
where a rule says so. `basics` holds arithmetic, seeds and the calendar; one module a subject
holds its rules (`people`, `technology`, `purchases`, `market`, `contributors`); `plan` puts them
together for one scenario or variant; `economics` and `reports` say what the ledger means.
"""
