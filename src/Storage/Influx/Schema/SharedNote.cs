namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>A stretch of time that a process changes late.</summary>
/// <param name="Id">Tells it from any other of any process.</param>
/// <param name="Range">The stretch.</param>
internal sealed record SharedNote(string Id, TimeRange Range);
