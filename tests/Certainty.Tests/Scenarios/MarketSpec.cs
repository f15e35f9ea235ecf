namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>A market of a scenario.</summary>
/// <param name="Venue">Its venue, which decides what its ids are worth.</param>
/// <param name="Symbol">Its symbol there.</param>
/// <param name="PerSecond">Trades a second, on average.</param>
internal sealed record MarketSpec(string Venue, string Symbol, double PerSecond)
{
    public string Name => $"{Venue}:{Symbol}";

    public override string ToString() => $"{Name}, {PerSecond} trades a second";
}
