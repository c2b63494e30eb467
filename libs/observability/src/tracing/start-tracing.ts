import { tracingConfig } from './tracing.config.js';
import { useTracing } from './tracing.js';

/**
 * Starts tracing when the environment asks for it, and gives what ends it; null when it does not: then nothing of
 * OpenTelemetry's is even loaded.
 */
export async function startTracing(
  service: string,
  warn: (line: string) => void,
): Promise<(() => Promise<void>) | null> {
  const config = tracingConfig();
  if (!config) return null;
  const { OpenTelemetry } = await import('./open-telemetry.js');
  const chosen = new OpenTelemetry(service, config, warn);
  useTracing(chosen);
  return async () => {
    useTracing(null);
    await chosen.stop();
  };
}
