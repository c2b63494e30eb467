/** Where the API's own English speaks to those who program against it; everything else is said as it says it. */
export const english = {
  required: 'Fill this in.',
  'wrong-type':
    '{expected, select, number {Give a number.} int {Give a whole number.} other {Another value is needed here.}}',
} as const;
