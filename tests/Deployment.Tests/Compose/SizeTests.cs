using System.Globalization;
using System.Text.RegularExpressions;
using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>Figures of one place that must fit those of another.</summary>
public sealed partial class SizeTests
{
    public static TheoryData<string> All => Composition.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_silo_has_the_time_to_stop_that_it_takes_at_most(string files)
    {
        var grace = Composition.Of(files)["silo"].Text("stop_grace_period");

        Assert.True(TimeSpan.FromSeconds(int.Parse(grace.TrimEnd('s'), CultureInfo.InvariantCulture)) > StopDeadline.Limit + TimeSpan.FromSeconds(5), grace);
    }

    [Fact]
    public void Redis_evicts_nothing_keeps_a_file_and_has_room_to_write_it_anew()
    {
        var configuration = Checkout.Read("deploy", "redis", "redis.conf");
        var most = int.Parse(MaxMemory().Match(configuration).Groups["mb"].Value, CultureInfo.InvariantCulture);
        var limit = Composition.Of(Composition.Base)["redis"].At("deploy", "resources", "limits", "memory");

        Assert.Contains("\nmaxmemory-policy noeviction\n", configuration, StringComparison.Ordinal);
        Assert.Contains("\nappendonly yes\n", configuration, StringComparison.Ordinal);
        Assert.True(int.Parse(limit.TrimEnd('M'), CultureInfo.InvariantCulture) >= 2 * most, $"{limit} for {most} MB");
    }

    [Fact]
    public void A_swarm_changes_one_silo_at_a_time_and_goes_back_when_the_new_one_is_not_well()
    {
        var silo = Composition.Of(Composition.Swarm)["silo"];

        Assert.Equal("1", silo.At("deploy", "update_config", "parallelism"));
        Assert.Equal("rollback", silo.At("deploy", "update_config", "failure_action"));
        Assert.Equal("start-first", silo.At("deploy", "update_config", "order"));
        Assert.Equal(["CMD", "dotnet", "SqueezeFlow.Silo.dll", "health", "--once", "/tmp/ready", "--timeout", "6"], silo.Node["healthcheck"]!["test"]!.AsArray().Select(part => part!.ToString()));
    }

    [Theory]
    [InlineData(Composition.Prod)]
    [InlineData(Composition.Swarm)]
    public void There_are_folders_for_more_silos_than_there_are_also_while_they_are_changed(string files)
    {
        var silo = Composition.Of(files)["silo"];

        Assert.True(int.Parse(silo.Environment["Data__Slots"], CultureInfo.InvariantCulture) > int.Parse(silo.At("deploy", "replicas"), CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^maxmemory (?<mb>\d+)mb$", RegexOptions.Multiline)]
    private static partial Regex MaxMemory();
}
