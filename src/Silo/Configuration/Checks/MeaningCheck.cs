using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Silo.Configuration.Alerting;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>What a value must mean beyond its type: an address to listen on, a venue that exists, a timeframe of the strategy.</summary>
internal static class MeaningCheck
{
    /// <summary>A problem for each value that is well formed and means nothing.</summary>
    public static IEnumerable<ConfigurationProblem> Run(IConfiguration root) =>
        [.. Url(root), .. Venues(root, "Feeds:Exchanges"), .. Venues(root, "OpenInterest:Exchanges"), .. Markets(root), .. StrategyTimeframe(root), .. StrategyParametersFile.ProblemsOf(root), .. ShadowFiles.ProblemsOf(root), .. LogLevels(root), .. Alerts(root)];

    private static IEnumerable<ConfigurationProblem> Url(IConfiguration root)
    {
        var url = root["Http:Url"];
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "http" && uri.PathAndQuery == "/"))
        {
            yield return new("Http:Url", url, "is not an address to listen on", "expected http://HOST:PORT, e.g. http://127.0.0.1:3000");
        }
    }

    private static IEnumerable<ConfigurationProblem> Venues(IConfiguration root, string key) =>
        Words(root[key]).Where(word => !ExchangeCatalog.TryGet(word, out _)).Select(word => NotAVenue(key, word, word));

    private static IEnumerable<ConfigurationProblem> Markets(IConfiguration root)
    {
        const string Key = "Feeds:Markets";
        foreach (var word in Words(root[Key]).Where(word => word != "*"))
        {
            var isPattern = word.Contains('*', StringComparison.Ordinal) || word.Contains('?', StringComparison.Ordinal);
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 ? isPattern : colon == 0 || colon == word.Length - 1)
            {
                yield return new(Key, word, "names no market", "expected a base coin (BTC), a market id (BINANCE:btcusdt) or a pattern with a venue (*:btc*usdt)");
            }
            else if (colon > 0 && word[..colon].AsSpan().IndexOfAny('*', '?') < 0 && !ExchangeCatalog.TryGet(word[..colon], out _))
            {
                yield return NotAVenue(Key, word, word[..colon]);
            }
        }
    }

    private static ConfigurationProblem NotAVenue(string key, string word, string venue)
    {
        var known = ExchangeCatalog.All.Select(adapter => adapter.Descriptor.Id).ToArray();
        return new(key, word, $"names no venue, there is no {venue}", NearestName.Of(venue, known) is { } nearest ? $"did you mean {nearest}?" : $"expected some of {string.Join(", ", known)}");
    }

    private static IEnumerable<ConfigurationProblem> StrategyTimeframe(IConfiguration root)
    {
        var timeframe = root["Strategy:Timeframe"];
        if (timeframe is not null && !(Timeframe.TryParse(timeframe, out var parsed) && parsed.Milliseconds >= Timeframe.M1.Milliseconds && Timeframe.Stored.Contains(parsed)))
        {
            yield return new("Strategy:Timeframe", timeframe, "is not a timeframe of the strategy", $"expected one of {string.Join(", ", Timeframe.Stored.Where(t => t.Milliseconds >= Timeframe.M1.Milliseconds))}");
        }
    }

    private static IEnumerable<ConfigurationProblem> LogLevels(IConfiguration root) =>
        from level in root.GetSection("Logging:LogLevel").AsEnumerable()
        where level.Value is not null && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _)
        select new ConfigurationProblem(level.Key, level.Value, "is not a log level", $"expected one of {string.Join(", ", Enum.GetNames<LogLevel>())}");

    private static IEnumerable<ConfigurationProblem> Alerts(IConfiguration root) =>
        from rule in root.GetSection($"{AlertOptions.Section}:{nameof(AlertOptions.Rules)}").GetChildren()
        where rule.Value is not (null or AlertRules.Off) && !AlertRule.TryParse(rule.Value, out _)
        select new ConfigurationProblem(rule.Path, rule.Value, "is not a rule", AlertRule.Expected);

    private static string[] Words(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
