-- Mismatches that were found by hand in the published plan stand in the audit, with these numbers.
with known_mismatches (check_code, subject_code, stated_value, recomputed_value) as (
    values
    ('personnel_hours', 'm1-01-senior-backend-engineer', 240, 147),
    ('staff_at_standard_hours', 'm7-06-subtotal', 341280, 308880),
    ('staff_summary', 'document-m1-personnel', 85000, 133200),
    ('database_labor', 'm7-labor', 256000, 280000),
    ('database_line_dropped', 'm7-support', 0, 20000),
    ('currency_total', 'program', 1894685, 1613321.70),
    ('build_table_subtotal', 'm5-07-infrastructure-subtotal-low', 2220, 2160),
    ('build_table_summary', 'document-m4-compliance', 12000, 23500),
    ('build_total', 'database-m10-total-low', 116000, 118000),
    ('staff_counted_twice', 'document-m7-support', 20000, 0),
    ('database_line_added', 'm10-legal', 25000, 0),
    ('currency_relabeled', 'database-m1-infrastructure', 2000, 1703.00),
    ('database_scale', 'scale-100000', 4205, 3205),
    ('database_scale', 'scale-1000000', 43000, 38000),
    ('database_scale_total', 'scale-300k-scaling-total', 6810, 7810),
    ('document_scale_total', 'scale-1000000-total', 40000, 38000),
    ('scale_cost_per_user', 'scale-1m-revenue-cost-per-user', 0.043, 0.044),
    ('marginal_cost', 'scale-500k-maturation-marginal-cost', 0.001, 34.95),
    ('operations_base', 'm6', 0, 1125),
    ('operations_carried', 'm10', 18525, 29192),
    ('net_carried', 'm10', 26475, 15808),
    ('cost_per_user_carried', 'm6', 0.005, 0.020333),
    ('operations_base', 'm10', 7525, 18192),
    ('cost_per_user_carried', 'm10', -0.26, -0.15808),
    ('monthly_salary', 'junior-backend-es-pm-full-time', 2700, 2250),
    ('loaded_salary', 'senior-backend-es-pm-full-time', 72600, 78100),
    ('salary_level_high', 'junior-backend-es-pm-full-time', 32000, 30000),
    ('employer_burden', 'senior-backend_MT-VA_full_time', 0.25, 0.077958),
    ('corporate_tax', 'MT-VA', 0.05, 0.35),
    ('hiring_overlap', 'program-mid', 95.7, 78.8),
    ('threshold_users', 'massive', 1000000, 100000),
    ('legal_projects', 'database-m1-legal', 2500, 8100)
)

select
    known_mismatches.*,
    findings.stated_value as found_stated_value,
    findings.recomputed_value as found_recomputed_value
from known_mismatches
left join {{ ref('plan_audit_findings') }} as findings
    on
        known_mismatches.check_code = findings.check_code
        and known_mismatches.subject_code = findings.subject_code
where
    findings.stated_value is distinct from known_mismatches.stated_value
    or findings.recomputed_value is distinct from known_mismatches.recomputed_value
