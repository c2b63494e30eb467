import { type DynamicModule, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { assertCapable } from './capabilities.js';
import { connectDataSource, type DataSourceSettings } from './data-source.js';
import { Database } from './database.js';
import { assertMigrated } from './migrate.js';

/** Whoever asked has his 503 long before, and no statement of ours needs a tenth of it. */
const ANSWER_WITHIN_MS = 30_000;

/** The connection of one process. Only composition roots import it; its providers are global. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  /** Connects, and refuses to start on a server that is unfit or a schema that is behind. */
  static forRoot(settings: Omit<DataSourceSettings, 'onPoolError'>): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DataSource, useFactory: () => connect(settings) },
        { provide: Database, useFactory: (dataSource: DataSource) => new Database(dataSource), inject: [DataSource] },
      ],
      exports: [DataSource, Database],
    };
  }

  /** After HTTP servers and workers have stopped: what they still wrote is written. */
  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

async function connect(settings: DataSourceSettings): Promise<DataSource> {
  const logger = new Logger('Database');
  const onPoolError = (error: Error) => logger.warn(`A connection to PostgreSQL broke: ${error.message}`);
  const dataSource = await connectDataSource({ answerWithinMs: ANSWER_WITHIN_MS, ...settings, onPoolError });
  try {
    await assertMigrated(dataSource);
    await assertCapable(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}
