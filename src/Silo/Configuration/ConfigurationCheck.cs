using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>Looks at the whole configuration before anything starts and finds all that is wrong with it.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Every problem; none when the service may start.</summary>
    public static IReadOnlyList<ConfigurationProblem> Run(SiloConfiguration configuration)
    {
        List<ConfigurationProblem> problems = [.. configuration.DeploymentProblems];
        foreach (var (section, type) in KnownOptions.All)
        {
            problems.AddRange(Check(configuration.Root.GetSection(section), section, type));
        }

        problems.AddRange(CheckMeaning(configuration.Root));
        problems.AddRange(CheckBuilt(configuration));
        return problems.Count > 0 ? problems : PortCheck.Run(configuration.Root);
    }

    /// <summary>A value as it may be shown: secrets are masked.</summary>
    public static string? Shown(string key, string? value) =>
        DeploymentVariables.SecretKeys.Contains(key) && !string.IsNullOrEmpty(value) ? "***" : value;

    private static List<ConfigurationProblem> Check(IConfigurationSection values, string section, Type type)
    {
        List<ConfigurationProblem> problems = [];
        var options = Activator.CreateInstance(type)!;
        foreach (var property in KnownOptions.ValuesOf(type))
        {
            if (values[property.Name] is { } text && !TrySet(options, property, text))
            {
                problems.Add(new($"{section}:{property.Name}", Shown($"{section}:{property.Name}", text), "cannot be read", $"expected {Expected(property.PropertyType)}"));
            }
        }

        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (var result in results)
        {
            var name = result.MemberNames.FirstOrDefault() ?? type.Name;
            var key = $"{section}:{name}";
            var value = Convert.ToString(type.GetProperty(name)?.GetValue(options), CultureInfo.InvariantCulture);
            problems.Add(new(key, Shown(key, value), "cannot be used", Fix(type.GetProperty(name), result)));
        }

        return problems;
    }

    private static string Fix(System.Reflection.PropertyInfo? property, ValidationResult result) =>
        property?.GetCustomAttributes(typeof(RangeAttribute), inherit: true).FirstOrDefault() is RangeAttribute range
            ? string.Create(CultureInfo.InvariantCulture, $"expected {range.Minimum} to {range.Maximum}")
            : result.ErrorMessage ?? "see docs/configuration.md";

    private static bool TrySet(object options, System.Reflection.PropertyInfo property, string text)
    {
        var converter = TypeDescriptor.GetConverter(property.PropertyType);
        try
        {
            property.SetValue(options, converter.ConvertFromInvariantString(text));
            return !property.PropertyType.IsEnum || Enum.IsDefined(property.PropertyType, property.GetValue(options)!);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } plain => $"one of {string.Join(", ", Enum.GetNames(plain))}",
        var plain when plain == typeof(bool) => "true or false",
        var plain when plain == typeof(TimeSpan) => "a time span, e.g. 00:01:00",
        var plain when plain == typeof(double) || plain == typeof(decimal) => "a number, e.g. 0.5",
        var plain when plain == typeof(Uri) => "an address, e.g. http://127.0.0.1:8080",
        _ => "a whole number",
    };

    private static IEnumerable<ConfigurationProblem> CheckMeaning(IConfiguration root)
    {
        var url = root["Http:Url"];
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "http" && uri.PathAndQuery == "/"))
        {
            yield return new("Http:Url", url, "is not an address to listen on", "expected http://HOST:PORT, e.g. http://127.0.0.1:3000");
        }

        foreach (var key in (string[])["Feeds:Exchanges", "OpenInterest:Exchanges"])
        {
            foreach (var exchange in (root[key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!ExchangeCatalog.TryGet(exchange, out _))
                {
                    yield return new(key, exchange, "is not a venue", $"expected some of {string.Join(", ", ExchangeCatalog.All.Select(known => known.Descriptor.Id))}");
                }
            }
        }

        var timeframe = root["Strategy:Timeframe"];
        if (timeframe is not null && !(Timeframe.TryParse(timeframe, out var parsed) && parsed != Timeframe.S1 && Timeframe.Stored.Contains(parsed)))
        {
            yield return new("Strategy:Timeframe", timeframe, "is not a timeframe of the strategy", $"expected one of {string.Join(", ", Timeframe.Stored.Skip(1))}");
        }
    }

    private static IEnumerable<ConfigurationProblem> CheckBuilt(SiloConfiguration configuration)
    {
        var root = configuration.Root;
        if (string.Equals(root["Cluster:Mode"], nameof(ClusterMode.Redis), StringComparison.OrdinalIgnoreCase) || root["Cluster:Redis:Host"] is { Length: > 0 })
        {
            var key = root["Cluster:Redis:Host"] is { Length: > 0 } ? "Cluster:Redis:Host" : "Cluster:Mode";
            yield return NotBuilt(configuration, key, "several processes over Redis are not part of this version", "remove it to run in one process");
        }

        if (root["Influx:Host"] is { Length: > 0 })
        {
            yield return NotBuilt(configuration, "Influx:Host", "InfluxDB is not part of this version", "remove it to store in SQLite under Data:Directory");
        }
    }

    private static ConfigurationProblem NotBuilt(SiloConfiguration configuration, string key, string fault, string fix) =>
        new(key, configuration.Root[key], $"({configuration.OriginOf(key)}) cannot be obeyed, {fault}", fix);
}
