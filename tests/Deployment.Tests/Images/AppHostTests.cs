using System.Text.RegularExpressions;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Images;

/// <summary>The host for Aspire, which is no part of the solution: what it gives the silos must mean something to them all the same.</summary>
public sealed partial class AppHostTests
{
    private static readonly string Text = Checkout.Read("deploy", "apphost", "AppHost.cs");

    [Fact]
    public void Every_variable_of_a_silo_is_a_setting()
    {
        var names = Variable().Matches(Text).Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)).ToArray();

        Assert.Contains("Cluster:Mode", names);
        Assert.DoesNotContain(names, name => !KnownKeys.Contains(name));
    }

    [Fact]
    public void Redis_evicts_nothing_there_either() => Assert.Contains("\"--maxmemory-policy\", \"noeviction\"", Text, StringComparison.Ordinal);

    [GeneratedRegex(@"WithEnvironment\(""(?<name>[A-Za-z]+__[A-Za-z_]+)""")]
    private static partial Regex Variable();
}
