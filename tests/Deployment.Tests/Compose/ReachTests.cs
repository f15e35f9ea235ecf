namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>Who can reach what.</summary>
public sealed class ReachTests
{
    public static TheoryData<string> All => Composition.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Ports_are_published_to_this_machine_alone(string files) =>
        Assert.All(Composition.Of(files).Services.SelectMany(service => service.Ports), port => Assert.Equal("127.0.0.1", port.Address));

    [Fact]
    public void Whoever_wants_them_elsewhere_says_so()
    {
        var composition = Composition.Of(Composition.Base, new() { ["DEPLOY_BIND"] = "0.0.0.0", ["DEPLOY_REDIS_PORT"] = "6380" });

        Assert.All(composition.Services.SelectMany(service => service.Ports), port => Assert.Equal("0.0.0.0", port.Address));
        Assert.Equal("6380", composition["redis"].Ports.Single().Published);
    }

    [Theory]
    [InlineData("silo", "3000")]
    [InlineData("redis", "6379")]
    [InlineData("freqtrade", "8080")]
    [InlineData("frequi", "8081")]
    [InlineData("influxdb", "8086")]
    [InlineData("chronograf", "8885")]
    public void The_ports_of_former_deployments_are_kept(string service, string port) => Assert.Equal(port, Composition.Of(Composition.Base)[service].Ports.Single().Published);

    [Fact]
    public void No_two_services_want_the_same_port()
    {
        var ports = Composition.Of(Composition.Prod).Services.SelectMany(service => service.Ports).Select(port => port.Published).ToArray();

        Assert.Equal(ports, ports.Distinct());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Databases_have_no_way_out(string files)
    {
        var composition = Composition.Of(files);

        Assert.True(composition.Part("networks")["inside"]!["internal"]!.GetValue<bool>());
        Assert.All((string[])["redis", "influxdb", "chronograf", "prometheus", "grafana"], name => Assert.Equal(["inside", "loopback"], composition[name].Networks));
        Assert.Equal("false", composition.Part("networks")["loopback"]!["driver_opts"]!["com.docker.network.bridge.enable_ip_masquerade"]!.ToString());
    }

    [Theory]
    [InlineData("docker-compose.prod.yml")]
    [InlineData("docker-compose.swarm.yml")]
    public void A_file_that_says_more_of_the_inside_says_again_that_nothing_leaves_it(string file)
    {
        // Older programs replace a network where newer ones merge it.
        Assert.True(YamlFile.Read(file)["networks"]!["inside"]!["internal"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(Composition.Prod)]
    [InlineData(Composition.Swarm)]
    public void Silos_tell_each_other_the_address_of_the_network_that_they_share(string files)
    {
        var composition = Composition.Of(files);

        Assert.Equal(composition.Part("networks")["inside"]!["ipam"]!["config"]![0]!["subnet"]!.ToString(), composition["silo"].Environment["Cluster__AdvertisedAddress"]);
        Assert.Contains("inside", composition["silo"].Networks);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whoever_waits_for_another_waits_for_one_that_is_there_and_can_tell(string files)
    {
        var composition = Composition.Of(files);
        foreach (var service in composition.Services)
        {
            foreach (var (name, how) in service.Node["depends_on"]?.AsObject() ?? [])
            {
                var other = composition[name];
                Assert.Equal(other.IsPreparation ? "service_completed_successfully" : "service_healthy", how!["condition"]!.ToString());
                Assert.True(service.Profiles.All(other.Profiles.Contains), $"{service} of {string.Join(',', service.Profiles)} waits for {other}, which is not started with it");
            }
        }
    }

    [Fact]
    public void Without_a_profile_only_the_service_itself_is_started_and_needs_nothing()
    {
        var composition = Composition.Of(Composition.Base);

        var silo = Assert.Single(composition.Services, service => service.Profiles.Count == 0);
        Assert.Equal("silo", silo.Name);
        Assert.Empty(silo.Secrets);
        Assert.Null(silo.Node["depends_on"]);
        Assert.Equal(["core", "demo", "exec", "observability", "ui"], composition.Services.SelectMany(service => service.Profiles).Distinct().Order());
    }
}
