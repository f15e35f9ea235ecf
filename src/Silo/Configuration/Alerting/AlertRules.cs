namespace SqueezeFlow.Silo.Configuration.Alerting;

/// <summary>The rules that are in force.</summary>
internal static class AlertRules
{
    /// <summary>Takes a rule away.</summary>
    public const string Off = "off";

    /// <summary>The usual rules, by name.</summary>
    public static IReadOnlyDictionary<string, string> Usual { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["bars"] = "bars unhealthy for 1m critical",
        ["clock"] = "feeds.lag_ms < -2000 for 2m",
        ["cpu"] = "system.cpu_percent > 90 for 5m",
        ["database"] = "database unhealthy for 30s critical",
        ["disk"] = "system.disk_percent > 90 for 1m",
        ["diskFull"] = "system.disk_percent > 95 for 30s critical",
        ["evaluation"] = "evaluation degraded for 5m",
        ["executor"] = "executor critical for 1m critical",
        ["executorHeld"] = "executor degraded for 15m",
        ["feeds"] = "feeds unhealthy for 1m critical",
        ["freqtrade"] = "freqtrade critical for 1m critical",
        ["handles"] = "system.file_handles_percent > 80 for 1m",
        ["influxdb"] = "influxdb degraded for 5m",
        ["lag"] = "feeds.lag_ms > 10000 for 2m",
        ["memory"] = "system.memory_percent > 90 for 5m critical",
        ["records"] = "redis critical for 30s critical",
        ["redis"] = "redis degraded for 5m",
        ["silos"] = "silos degraded for 30s",
        ["spool"] = "influxdb.spool_percent > 70 for 1m critical",
        ["states"] = "states critical for 30s critical",
        ["store"] = "store unhealthy for 30s critical",
        ["throttled"] = "system.throttled_percent > 25 for 5m",
    };

    /// <summary>The usual rules with what the settings say.</summary>
    public static IReadOnlyDictionary<string, AlertRule> Of(AlertOptions options)
    {
        Dictionary<string, AlertRule> rules = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in Usual.Concat(options.Rules))
        {
            rules.Remove(name);
            if (AlertRule.TryParse(text, out var rule))
            {
                rules[name] = rule!;
            }
        }

        return rules;
    }
}
