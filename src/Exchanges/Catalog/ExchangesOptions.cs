namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Settings of all venues by id. Section <c>Exchanges</c>.</summary>
public sealed class ExchangesOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Exchanges";

    /// <summary>Settings by venue id; a venue that is not named has none.</summary>
    public Dictionary<string, ExchangeSettings> Venues { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Settings of one venue; empty ones when the configuration does not name it.</summary>
    public ExchangeSettings Of(string exchange) => Venues.TryGetValue(exchange, out var settings) ? settings : new();
}
