namespace SqueezeFlow.Exchanges.Venues;

/// <summary>A request to a venue: GET, or POST where it has a body.</summary>
/// <param name="Endpoint">Name of the REST base, e.g. <c>main</c>.</param>
/// <param name="Path">Path and query, with a leading slash.</param>
public readonly record struct RestCall(string Endpoint, string Path)
{
    private readonly int _weight;

    /// <summary>Weight against <see cref="RestEndpoint.Budget"/>; 1 unless said otherwise.</summary>
    public int Weight
    {
        get => _weight == 0 ? 1 : _weight;
        init => _weight = value;
    }

    /// <summary>JSON text to POST; null for a GET. Empty text posts nothing.</summary>
    public string? Post { get; init; }
}
