/** Every table, one class each. */
export const entities: (new () => object)[] = [];
