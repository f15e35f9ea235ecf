using System.Net;
using Orleans.Configuration;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Hosting.Cluster;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>What several processes need, and under which address one of them is reached.</summary>
public sealed class ClusterSettingsTests
{
    private static readonly string[] Whole = ["--Cluster:Mode=Redis", "--Redis:Host=redis", "--Influx:Host=influx"];

    [Fact]
    public void A_named_Redis_alone_makes_no_cluster_of_a_process()
    {
        var configuration = Build([], ("REDIS_HOST", "redis"), ("REDIS_PASSWORD", "open sesame"));

        Assert.Empty(ConfigurationCheck.Run(configuration));
        Assert.False(ClusterChoice.IsRedis(configuration.Root));
        Assert.Equal("***", ConfigurationCheck.Shown("Redis:Password", configuration.Root["Redis:Password"]));
    }

    [Fact]
    public void Several_processes_need_both_servers_and_both_are_told_at_once()
    {
        var problems = ConfigurationCheck.Run(Build(["--Cluster:Mode=Redis"])).Select(problem => problem.ToString());

        Assert.Equal(
            [
                "Cluster:Mode: 'Redis' lets several processes work together, they meet in Redis and keep there what all of them need: set Redis:Host (REDIS_HOST) too, or remove Cluster:Mode",
                "Cluster:Mode: 'Redis' lets several processes work together, bars in the file of one could not be read by the others: set Influx:Host (INFLUX_HOST) too, or remove Cluster:Mode",
            ],
            problems);
        Assert.Empty(ConfigurationCheck.Run(Build(Whole)));
        Assert.True(ClusterChoice.IsRedis(Build([.. Whole[1..]], ("SQUEEZEFLOW_CLUSTER_MODE", "redis")).Root));
    }

    [Fact]
    public void All_that_is_wrong_with_it_is_told_at_once()
    {
        var configuration = Build(
            [
                .. Whole, "--Cluster:ClusterId=blue green", "--Cluster:ProbeTimeout=00:00:00", "--Cluster:Votes=0", "--Cluster:AdvertisedAddress=10.0.0.0/99",
                "--Cluster:SiloPort=5000", "--Cluster:GatewayPort=5000", "--Redis:TlsCaFile=/nowhere/ca.pem",
            ]);

        Assert.Equal(
            ["Cluster:AdvertisedAddress", "Cluster:ClusterId", "Cluster:GatewayPort", "Cluster:ProbeTimeout", "Cluster:Votes", "Redis:TlsCaFile"],
            ConfigurationCheck.Run(configuration).Select(problem => problem.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_probe_may_not_take_less_at_most_than_usually() => Assert.Equal(
        "Cluster:MaxProbeTimeout: '00:00:01' is shorter than Cluster:ProbeTimeout (00:00:02): set it to that at least, or remove it",
        Assert.Single(ConfigurationCheck.Run(Build([.. Whole, "--Cluster:ProbeTimeout=00:00:02", "--Cluster:MaxProbeTimeout=00:00:01"]))).ToString());

    [Theory]
    [InlineData(null, 4)]
    [InlineData(2, 2)]
    public void Silos_watch_each_other_as_it_is_set(int? most, int expected)
    {
        var options = new ClusterMembershipOptions();

        RedisClustering.Tune(options, new() { MissedProbes = 5, MaxProbeTimeout = most is { } seconds ? TimeSpan.FromSeconds(seconds) : null });

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(expected), 5), (options.ProbeTimeout, options.MaxProbeTimeout, options.NumMissedProbesLimit));
    }

    [Theory]
    [InlineData("--Redis:TlsCaFile=/nowhere/ca.pem", "Redis:TlsCaFile: '/nowhere/ca.pem' cannot be used: set Redis:Tls to true, or remove it: without it nothing is encrypted")]
    [InlineData("--Redis:TlsCertificateFile=/nowhere/own.pem", "Redis:TlsCertificateFile: '/nowhere/own.pem' cannot be used: set Redis:Tls to true, or remove it: without it nothing is encrypted")]
    public void Certificates_without_encryption_are_a_problem(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(ConfigurationCheck.Run(Build([argument]))).ToString());

    [Fact]
    public void A_file_of_authorities_must_be_there_and_hold_some()
    {
        var path = Path.GetTempFileName();
        try
        {
            var empty = Assert.Single(ConfigurationCheck.Run(Build(["--Redis:Tls=true", $"--Redis:TlsCaFile={path}"])));
            var missing = Assert.Single(ConfigurationCheck.Run(Build(["--Redis:Tls=true", "--Redis:TlsCaFile=/nowhere/ca.pem"])));

            Assert.Equal($"Redis:TlsCaFile: '{path}' cannot be used: name a readable file with certificates in PEM (it holds no certificate)", empty.ToString());
            Assert.Equal("Redis:TlsCaFile: '/nowhere/ca.pem' cannot be used: name a readable file (PEM)", missing.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("replay")]
    public void What_is_of_no_real_market_runs_alone(string command)
    {
        Dictionary<string, string?> settled = [];
        ClusterChoice.SettleAlone(settled);

        var configuration = SiloConfiguration.Build([], new Dictionary<string, string> { ["SQUEEZEFLOW_CLUSTER_MODE"] = "Redis" }, command, settled);

        Assert.False(ClusterChoice.IsRedis(configuration.Root));
        Assert.Equal($"Cluster:Mode (environment variable SQUEEZEFLOW_CLUSTER_MODE) has no effect: {command} runs alone", Assert.Single(configuration.Warnings));
    }

    [Theory]
    [InlineData("127.0.0.1", "", "127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "", "127.0.0.1", "127.0.0.1")]
    [InlineData("localhost", "", "127.0.0.1", "127.0.0.1")]
    [InlineData("192.0.2.7", "", "192.0.2.7", "0.0.0.0")]
    [InlineData("192.0.2.7", "127.0.0.1", "192.0.2.7", "127.0.0.1")]
    [InlineData("2001:db8::7", "", "2001:db8::7", "::")]
    public void The_others_are_told_one_address_and_another_may_be_listened_on(string advertised, string listen, string expected, string listening) => Assert.Equal(
        new OwnAddress(IPAddress.Parse(expected), IPAddress.Parse(listening)),
        OwnAddress.Of(new() { AdvertisedAddress = advertised, ListenAddress = listen }));

    [Theory]
    [InlineData("198.51.100.0/24", "Cluster:AdvertisedAddress: '198.51.100.0/24' holds none of this machine's addresses (")]
    [InlineData("no-such-host.invalid", "Cluster:AdvertisedAddress: 'no-such-host.invalid' is not known (")]
    public void An_address_that_is_not_here_ends_the_start_in_words(string advertised, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<CommandFailure>(() => OwnAddress.Of(new() { AdvertisedAddress = advertised })).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_name_the_address_of_the_host_is_told() => Assert.NotEqual(IPAddress.Any, OwnAddress.Of(new()).Advertised);

    private static SiloConfiguration Build(string[] arguments, params (string Name, string Value)[] environment) =>
        SiloConfiguration.Build(arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value));
}
