"""Who reads the effect, who looks at its pairs, who keeps figures of surveys; the gap itself is public."""

import rules

from deungdae.apps.accounts.rights.matrix import may

READ_EFFECT = "gap.read_effect"
READ_PAIRS = "gap.read_pairs"
KEEP_SURVEYS = "gap.keep_surveys"

rules.add_perm(READ_EFFECT, may("gap_effect", "read"))
rules.add_perm(READ_PAIRS, may("gap_pairs", "read"))
rules.add_perm(KEEP_SURVEYS, may("survey_figure", "write"))
