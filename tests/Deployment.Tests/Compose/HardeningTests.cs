namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>What every service of every composition is denied, and what it is given.</summary>
public sealed class HardeningTests
{
    public static TheoryData<string> All => Composition.All;

    [Theory]
    [MemberData(nameof(All))]
    public void None_runs_as_root_but_the_one_that_gives_volumes_to_their_users(string files) =>
        Assert.All(Composition.Of(files).Services, service => Assert.Matches(service.IsPreparation ? "^0:0$" : "^[1-9][0-9]*:[1-9][0-9]*$", service.User));

    [Theory]
    [MemberData(nameof(All))]
    public void None_writes_outside_of_its_volumes(string files) =>
        Assert.All(Composition.Of(files).Services, service => Assert.True(service.Node["read_only"]?.GetValue<bool>() == true, $"{service}: read_only is missing"));

    [Theory]
    [MemberData(nameof(All))]
    public void None_has_a_capability_or_can_get_one(string files) => Assert.All(Composition.Of(files).Services, service =>
    {
        Assert.Equal(["ALL"], service.Texts("cap_drop"));
        Assert.Equal(service.IsPreparation ? ["CHOWN"] : [], service.Texts("cap_add"));
        Assert.Equal(["no-new-privileges:true"], service.Texts("security_opt"));
        Assert.DoesNotContain(service.Node, part => part.Key is "privileged" or "pid" or "ipc" or "devices" or "userns_mode");
        Assert.NotEqual("host", service.Text("network_mode"));
        Assert.DoesNotContain(service.Texts("volumes"), volume => volume.Contains("docker.sock", StringComparison.Ordinal));
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Each_has_limits_and_what_is_reserved_for_it(string files) => Assert.All(Composition.Of(files).Services, service =>
    {
        Assert.Matches(@"^\d+\.\d+$", service.At("deploy", "resources", "limits", "cpus"));
        Assert.Matches(@"^\d+[MG]$", service.At("deploy", "resources", "limits", "memory"));
        Assert.Matches(@"^\d+[MG]$", service.At("deploy", "resources", "reservations", "memory"));
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Each_is_asked_whether_it_is_well(string files) => Assert.All(Composition.Of(files).Services.Where(service => !service.IsPreparation), service =>
    {
        Assert.Contains(service.Node["healthcheck"]!["test"]!.AsArray()[0]!.ToString(), (string[])["CMD", "CMD-SHELL"]);
        Assert.All((string[])["interval", "timeout", "retries"], part => Assert.NotEqual("", service.At("healthcheck", part)));
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Each_log_is_bounded_and_each_is_started_again(string files) => Assert.All(Composition.Of(files).Services, service =>
    {
        Assert.Equal("json-file", service.At("logging", "driver"));
        Assert.Matches(@"^\d+m$", service.At("logging", "options", "max-size"));
        Assert.InRange(int.Parse(service.At("logging", "options", "max-file"), System.Globalization.CultureInfo.InvariantCulture), 2, 10);
        Assert.Equal(service.IsPreparation ? "no" : "unless-stopped", service.Text("restart"));
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Each_image_of_others_has_a_version(string files) =>
        Assert.All(Composition.Of(files).Services.Where(service => service.Node["build"] is null), service => Assert.Matches(@"^[a-z/]+:v?\d+\.\d+[a-z0-9.-]*$", service.Text("image")));
}
