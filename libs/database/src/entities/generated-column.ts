/** TypeORM has to be told that a column is generated, and would keep the expression a second time: blank, it does not. */
export const EXPRESSION_OF_THE_MIGRATION = ' ';
