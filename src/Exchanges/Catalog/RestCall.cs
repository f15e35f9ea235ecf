namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>A GET request of a venue.</summary>
/// <param name="Endpoint">Name of the REST base, e.g. <c>main</c>.</param>
/// <param name="Path">Path and query, with a leading slash.</param>
public readonly record struct RestCall(string Endpoint, string Path);
