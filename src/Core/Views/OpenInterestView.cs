namespace SqueezeFlow.Core.Views;

/// <summary>Open interest of one coin.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="At">Market time of the view.</param>
/// <param name="ChangePercent2h">Move of the total over the last two hours by means of 5 minutes, percent: what the strategy looks at; null when it cannot be told.</param>
/// <param name="Aggregates"><c>FUTURES_AGG</c> and <c>TOTAL_AGG</c>.</param>
/// <param name="Venues">Every venue that is collected.</param>
/// <param name="Markets">Every market read.</param>
public sealed record OpenInterestView(
    string Symbol,
    DateTimeOffset At,
    double? ChangePercent2h,
    IReadOnlyList<OpenInterestAggregateView> Aggregates,
    IReadOnlyList<OpenInterestVenueView> Venues,
    IReadOnlyList<OpenInterestMarketView> Markets);
