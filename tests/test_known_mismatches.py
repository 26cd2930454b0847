"""Mismatches that were found by hand in the published plan stand in the audit, with these numbers.

They are those of the accepted inputs. It is no test of dbt's, which would stop the build of whoever
tries another exchange rate or another working year.
"""

from decimal import Decimal

import pytest

# Check, subject, stated and recomputed value, amount at stake in EUR: none where it follows prices
# of the twin.
KNOWN = [
    ("personnel_hours", "m1-01-senior-backend-engineer", "240", "147", "20193.29"),
    ("staff_at_standard_hours", "m7-06-subtotal", "341280", "308880", "27588.56"),
    ("staff_summary", "document-m1-personnel", "85000", "133200", "41042.23"),
    ("database_labor", "m7-labor", "256000", "280000", "20435.97"),
    ("database_line_dropped", "m7-support", "0", "20000", "17029.97"),
    ("currency_total", "program", "1894685", "1613321.7", "281363.3"),
    ("build_table_subtotal", "m5-07-infrastructure-subtotal-low", "2220", "2160", "51.09"),
    ("build_table_summary", "document-m4-compliance", "12000", "23500", "9792.23"),
    ("build_total", "database-m10-total-low", "116000", "118000", "1703"),
    ("staff_counted_twice", "document-m7-support", "20000", "0", "17029.97"),
    ("database_line_added", "m10-legal", "25000", "0", "21287.47"),
    ("currency_relabeled", "database-m1-infrastructure", "2000", "1703", "297"),
    ("database_scale", "scale-100000", "4205", "3205", "12000"),
    ("database_scale", "scale-1000000", "43000", "38000", "0"),
    ("database_scale_total", "scale-300k-scaling-total", "6810", "7810", "0"),
    ("document_scale_total", "scale-1000000-total", "40000", "38000", "0"),
    ("scale_cost_per_user", "scale-1m-revenue-cost-per-user", "0.043", "0.044", "0"),
    ("marginal_cost", "scale-500k-maturation-marginal-cost", "0.001", "34.95", "0"),
    ("operations_base", "m6", "0", "1125", "3831.74"),
    ("operations_carried", "m10", "18525", "29192", "27248.81"),
    ("net_carried", "m10", "26475", "15808", "27248.81"),
    ("cost_per_user_carried", "m6", "0.005", "0.020333", "3916.81"),
    ("operations_base", "m10", "7525", "18192", "27248.81"),
    ("cost_per_user_carried", "m10", "-0.26", "-0.15808", "26035.42"),
    ("monthly_salary", "junior-backend-es-pm-full-time", "2700", "2250", "5400"),
    ("loaded_salary", "senior-backend-es-pm-full-time", "72600", "78100", "5500"),
    ("salary_level_high", "junior-backend-es-pm-full-time", "32000", "30000", "2000"),
    ("employer_burden", "published_senior-backend_MT-VA_full_time", "0.25", "0.077958", "7741.89"),
    ("corporate_tax", "MT-VA", "0.05", "0.35", "0"),
    ("hiring_overlap", "program-mid", "95.7", "78.8", None),
    ("threshold_users", "massive", "1000000", "100000", "104385"),
    ("legal_projects", "database-m1-legal", "2500", "8100", "4768.39"),
    ("loaded_contractor", "mid-fullstack-es-pm-contractor", "76800", "84980", "8180"),
    ("threshold_variable_cost", "launch", "0.05", "0.014456", "4265.28"),
    ("severance_days", "mt-va-full-time", "14", "0", "1342.47"),
    ("currency_relabeled_per_user", "database-m10-cost-per-user", "-0.26", "-0.22139", "11583"),
    ("database_misfiled", "m3-marketing", "10000", "0", "8514.99"),
    ("compliance_steps", "m8", "0", "35000", "35000"),
    ("item_counted_twice", "m5-08-content-moderation-api", "800", "400", "340.6"),
    ("salary_stated_twice", "senior-backend-mt-va-full-time-2", "42000", "45000", "3000"),
    ("provider_monthly_price", "google-cloud-eu-cloud-sql", "70", "219", "1788"),
]


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: f"{known[0]}: {known[1]}")
def test_the_plan_audit_finds_a_known_mismatch(warehouse, known):
    check_code, subject_code, stated, recomputed, at_stake = known
    found = warehouse.execute(
        "select stated_value, recomputed_value, amount_at_stake_eur from marts.plan_audit_findings"
        " where check_code = ? and subject_code = ?",
        [check_code, subject_code],
    ).fetchall()
    assert len(found) == 1
    assert found[0][:2] == (Decimal(stated), Decimal(recomputed))
    assert at_stake is None or found[0][2] == Decimal(at_stake)
