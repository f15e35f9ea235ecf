using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx;

/// <summary>How the InfluxDB of a deployment fares.</summary>
/// <param name="Address">Host and port.</param>
/// <param name="Database">Name of the database.</param>
/// <param name="Version">What the server told of itself at the start; null before.</param>
/// <param name="Differences">Policies that keep for another time than is configured, a sentence each with the statement that would change it.</param>
/// <param name="Unkept">Names that the database cannot keep, so that what bears them is not written; each with the reason.</param>
/// <param name="Resample">How making longer bars goes.</param>
public sealed record InfluxStatus(string Address, string Database, string? Version, IReadOnlyList<string> Differences, IReadOnlyDictionary<string, string> Unkept, ResampleStatus Resample);
