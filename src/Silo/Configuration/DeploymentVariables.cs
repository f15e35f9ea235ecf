using System.Globalization;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>Every environment variable of existing deployments, what it means here, and which ones have lost their meaning.</summary>
internal static class DeploymentVariables
{
    /// <summary>Variables that stand for a key of ours. Empty values count as not set.</summary>
    public static IReadOnlyList<DeploymentVariable> Mapped { get; } =
    [
        new("SQUEEZEFLOW_RUN_INTERVAL", "Strategy:RunInterval", Expected: "seconds, e.g. 60", Convert: Seconds),
        new("SQUEEZEFLOW_MAX_SYMBOLS", "Strategy:MaxSymbols", Expected: "a whole number, 0 for no limit", Convert: Whole),
        new("SQUEEZEFLOW_LOOKBACK_HOURS", "Strategy:LookbackHours", Expected: "whole hours, e.g. 48", Convert: Whole),
        new("SQUEEZEFLOW_TIMEFRAME", "Strategy:Timeframe", Expected: "a timeframe, e.g. 5m", Convert: text => Timeframe.TryParse(text, out _) ? text : null),
        new("SQUEEZEFLOW_MIN_DATA_POINTS", "Strategy:MinDataPoints", Expected: "a whole number, e.g. 40", Convert: Whole),
        new("SQUEEZEFLOW_PROFILE", "Strategy:Profile", Expected: "Original or Corrected"),
        new("SQUEEZEFLOW_ENABLE_OI", "Strategy:EnableOpenInterest", Expected: "true or false", Convert: Switch),
        new("SQUEEZEFLOW_EVALUATE_FORMING_BAR", "Strategy:EvaluateFormingBar", Expected: "true or false", Convert: Switch),
        new("SQUEEZEFLOW_LOG_LEVEL", "Logging:LogLevel:Default", Expected: "DEBUG, INFO, WARNING, ERROR or CRITICAL", Convert: Level),
        new("SQUEEZEFLOW_CLUSTER_MODE", "Cluster:Mode", Expected: "Embedded or Redis"),
        new("SQUEEZEFLOW_CLUSTER_ID", "Cluster:ClusterId"),
        new("SQUEEZEFLOW_API_KEY", "Api:Key", IsSecret: true),
        new("SQUEEZEFLOW_API_READ_KEY", "Api:ReadKey", IsSecret: true),
        new("SQUEEZEFLOW_WEBHOOK_SECRET", "Signals:Webhook:Secret", IsSecret: true),
        new("SQUEEZEFLOW_WEBHOOK_BODY_SECRET", "Signals:Webhook:BodySecret", IsSecret: true),
        new("SQUEEZEFLOW_NOTIFY_WEBHOOK_URL", "Notifications:Webhook:Url", IsSecret: true),
        new("SQUEEZEFLOW_NOTIFY_WEBHOOK_SECRET", "Notifications:Webhook:Secret", IsSecret: true),
        new("SQUEEZEFLOW_NOTIFY_TELEGRAM_TOKEN", "Notifications:Telegram:Token", IsSecret: true),
        new("SQUEEZEFLOW_NOTIFY_TELEGRAM_CHAT_ID", "Notifications:Telegram:ChatId"),
        new("REDIS_HOST", "Redis:Host"),
        new("REDIS_PORT", "Redis:Port", Expected: "a port, e.g. 6379", Convert: Whole),
        new("REDIS_DB", "Redis:Database", Expected: "a whole number, e.g. 0", Convert: Whole),
        new("REDIS_USERNAME", "Redis:Username"),
        new("REDIS_PASSWORD", "Redis:Password", IsSecret: true),
        new("REDIS_TLS", "Redis:Tls", Expected: "true or false", Convert: Switch),
        new("REDIS_TLS_CA_FILE", "Redis:TlsCaFile"),
        new("INFLUX_HOST", "Influx:Host"),
        new("INFLUX_PORT", "Influx:Port", Expected: "a port, e.g. 8086", Convert: Whole),
        new("INFLUX_DATABASE", "Influx:Database"),
        new("INFLUX_USERNAME", "Influx:Username"),
        new("INFLUX_PASSWORD", "Influx:Password", IsSecret: true),
        new("FREQTRADE_API_URL", "Execution:Freqtrade:Url", Expected: "an address, e.g. http://freqtrade:8080"),
        new("FREQTRADE_API_USERNAME", "Execution:Freqtrade:Username", IsSecret: true),
        new("FREQTRADE_API_PASSWORD", "Execution:Freqtrade:Password", IsSecret: true),
        new("FREQTRADE_API_WS_TOKEN", "Execution:Freqtrade:WebsocketToken", IsSecret: true),
        new("FREQTRADE_API_TIMEOUT", "Execution:Freqtrade:Timeout", Expected: "seconds, e.g. 10", Convert: Seconds),
        new("FREQTRADE_ENABLE_INTEGRATION", "Execution:Freqtrade:Enabled", Expected: "true or false", Convert: Switch),
        new("OI_SYMBOLS", "OpenInterest:Symbols", Expected: "base coins, e.g. BTC,ETH"),
        new("OI_COLLECTION_INTERVAL", "OpenInterest:Interval", Expected: "seconds, e.g. 60", Convert: Seconds),
    ];

    /// <summary>Variables without a meaning here, and why.</summary>
    public static IReadOnlyDictionary<string, string> Ignored { get; } = new Dictionary<string, string>
    {
        ["SQUEEZEFLOW_ENABLE_1S_MODE"] = "bars are always built from one second up",
        ["SQUEEZEFLOW_DATA_INTERVAL"] = "bars are always built from one second up",
        ["SQUEEZEFLOW_ENABLE_PARALLEL"] = "symbols are always evaluated side by side",
        ["SQUEEZEFLOW_MAX_WORKERS"] = "symbols are always evaluated side by side",
        ["SQUEEZEFLOW_BATCH_SIZE"] = "symbols are always evaluated side by side",
        ["OI_MEASUREMENT"] = "the measurement is always open_interest",
        ["REDIS_URL"] = "the address is made of REDIS_HOST, REDIS_PORT and REDIS_DB",
    };

    /// <summary>Our keys that hold secrets.</summary>
    public static IReadOnlySet<string> SecretKeys { get; } =
        Mapped.Where(variable => variable.IsSecret).Select(variable => variable.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : null;

    private static string? Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.Abs(seconds) < 1e9
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : null;

    private static string? Switch(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "ON" => "true",
        "FALSE" or "0" or "NO" or "OFF" => "false",
        _ => null,
    };

    private static string? Level(string text) => text.ToUpperInvariant() switch
    {
        "TRACE" => "Trace",
        "DEBUG" => "Debug",
        "INFO" or "INFORMATION" => "Information",
        "WARN" or "WARNING" => "Warning",
        "ERROR" => "Error",
        "CRITICAL" or "FATAL" => "Critical",
        _ => null,
    };
}
