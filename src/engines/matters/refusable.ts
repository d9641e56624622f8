import { isRefusal, type Refusal } from '#kernel';

/** Runs a decision; a thrown Refusal is an answer, anything else is a bug and goes on up. */
export function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}
