namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>An order of a trade.</summary>
internal sealed class BotOrder
{
    public required string Id { get; init; }

    public required bool IsEntry { get; init; }

    /// <summary><c>buy</c> or <c>sell</c>.</summary>
    public required string Side { get; init; }

    /// <summary><c>market</c> or <c>limit</c>.</summary>
    public required string Type { get; init; }

    public required string Tag { get; init; }

    public required decimal Amount { get; init; }

    public required decimal Price { get; init; }

    public required long UnixMs { get; init; }

    public long? FilledUnixMs { get; set; }

    public bool IsOpen => FilledUnixMs is null;

    public decimal Filled => IsOpen ? 0 : Amount;
}
