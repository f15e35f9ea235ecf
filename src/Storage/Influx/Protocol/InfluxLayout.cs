namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>Which policies and measurements hold bars.</summary>
public enum InfluxLayout
{
    /// <summary>One-second bars and what the database makes of them: <c>1s 1m 5m 15m 30m 1h 4h</c>.</summary>
    Standard,

    /// <summary>That of aggr-server, whose data is read on: ten-second bars and <c>30s 1m 3m 5m 15m 30m 1h 2h 4h 6h 1d</c>.</summary>
    Collector,
}
