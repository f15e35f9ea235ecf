using System.Globalization;
using System.Text.RegularExpressions;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>The page about the configuration keeps up with the options classes.</summary>
public sealed partial class ConfigurationPageTests
{
    [Fact]
    public void Every_key_stands_on_the_page_with_its_default()
    {
        var rows = Rows();

        var wrong = KnownOptions.Defaults().Where(known => !rows.TryGetValue(known.Key, out var told) || !IsSame(known.Value, told)).ToArray();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_key_on_the_page_may_be_set()
    {
        var unknown = Rows().Keys.Select(key => key.Replace("<ID>", "BINANCE", StringComparison.Ordinal)).Where(key => !KnownKeys.Contains(key)).ToArray();

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_variable_stands_on_the_page()
    {
        var page = Checkout.Read("docs", "configuration.md");
        var names = DeploymentVariables.Mapped
            .Select(variable => variable.Name)
            .Concat(DeploymentVariables.Mapped.Where(variable => variable.IsSecret).Select(variable => variable.Name + "_FILE"))
            .Concat(DeploymentVariables.Ignored.Keys);

        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static bool IsSame(string value, string told) =>
        value == told || (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var span) && TimeSpan.TryParse(told, CultureInfo.InvariantCulture, out var toldSpan) && span == toldSpan);

    private static Dictionary<string, string> Rows() => Row().Matches(Checkout.Read("docs", "configuration.md"))
        .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["default"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<key>[A-Z][A-Za-z]*:[^`]+)` \| (`(?<default>[^`]*)`|) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
