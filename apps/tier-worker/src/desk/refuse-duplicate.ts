const UNIQUE_VIOLATION = '23505';

/** Waits for a write; when it would make something that must be unique exist twice, refuses with `refusal` instead. */
export async function refuseDuplicate<T>(write: Promise<T>, refusal: Error): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw refusal;
    throw error;
  }
}
