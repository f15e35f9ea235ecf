namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>What a demo is asked to be.</summary>
/// <param name="Symbols">Base coins.</param>
/// <param name="Rate">Trades per wall second over all markets.</param>
/// <param name="Speed">Seconds of market time per wall second.</param>
/// <param name="Seed">Seed of the world.</param>
/// <param name="Seconds">Wall seconds after which it ends; null for no end.</param>
/// <param name="Json">Whether to end with JSON.</param>
/// <param name="Execution">Where it trades.</param>
internal sealed record DemoSettings(int Symbols, double Rate, double Speed, long Seed, double? Seconds, bool Json, DemoExecution Execution = DemoExecution.Paper);
