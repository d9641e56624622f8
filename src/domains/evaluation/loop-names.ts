/** Checks and steps of evaluation that loops may name; who plugs them in must have each. */
export const EVALUATION_CHECKS = ['not-the-scorer', 'scored-by-three', 'publicity-over'] as const;
export const EVALUATION_CALLS = ['appraisal-objection-upheld'] as const;
