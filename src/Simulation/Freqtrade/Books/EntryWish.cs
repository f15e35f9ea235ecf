namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>An entry as it is asked for; null where the bot's configuration decides.</summary>
internal sealed record EntryWish(string Pair, bool IsShort, string Tag, decimal? Price, string? OrderType, decimal? Stake, decimal? Leverage);
