namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>Something that has just happened to a trade.</summary>
/// <param name="Kind">Type of the bot's message.</param>
/// <param name="Trade">The trade, as it is now.</param>
/// <param name="Order">The order that it is about.</param>
/// <param name="Reason">Why an entry was cancelled.</param>
internal sealed record TradeEvent(string Kind, BotTrade Trade, BotOrder Order, string? Reason = null);
