using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Server;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>
/// Names as the database keeps them, byte by byte. What has a name that it cannot keep is not written, which is counted and told once; the rest is not
/// troubled. Safe for concurrent use.
/// </summary>
internal sealed partial class KeptTags(ILogger<KeptTags> log)
{
    private readonly ConcurrentDictionary<MarketId, string?> _markets = [];
    private readonly ConcurrentDictionary<string, string> _refused = [];

    /// <summary>Names that are not written, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    /// <summary>The name of a market whose row is to be written; null when it cannot be kept.</summary>
    public string? OfMarket(MarketId market)
    {
        if (!_markets.TryGetValue(market, out var name))
        {
            var text = market.ToString();
            return _markets[market] = CanKeep("market of bars", text) ? text : null;
        }

        if (name is null)
        {
            InfluxMetrics.Unkept.Add(1);
        }

        return name;
    }

    /// <summary>Whether a row with some tags can be written.</summary>
    public bool CanKeep(string measurement, IEnumerable<(string Name, string Value)> tags) =>
        tags.All(tag => CanKeep($"{tag.Name} of {measurement}", tag.Value));

    private bool CanKeep(string what, string name)
    {
        if (LineWriter.RefusalOf(name) is not { } reason)
        {
            return true;
        }

        InfluxMetrics.Unkept.Add(1);
        if (_refused.TryAdd(name, reason))
        {
            LogRefused(what, name, reason);
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {What} '{Name}' is not stored in InfluxDB: {Reason}; leave it out of Feeds:Markets, or store in the embedded file (Influx:Host empty)")]
    private partial void LogRefused(string what, string name, string reason);
}
