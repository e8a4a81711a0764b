/** The input or an option is wrong as a whole: nothing is sent. Its message is for the one who runs the job. */
export class InputError extends Error {
  override name = 'InputError';
}
