"""The input gate: what is wrong in the seeds, by file, row and column, before dbt reads them.

files           bytes and structure of a CSV: what Python sees
expectations    what the YAML of the seeds demands, the only place where it is said
cells           rules of one cell: type, range, characters
rules           rules of rows and tables: keys, references, periods, sums, peers, tests of dbt
totals          seeds/control_totals.csv: what was accepted
contributions   files of contributions, of a million rows, by the rules of their seed
"""
