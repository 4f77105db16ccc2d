/** How many random runs a property gets: so many in `test`, twenty-five times as many in `test:long`. */
export const runs = (usual: number): number => usual * (process.env['SHENBAO_LONG_TESTS'] === '1' ? 25 : 1)
