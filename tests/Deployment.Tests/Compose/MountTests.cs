using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>What containers are given of this folder is there, and they cannot change it.</summary>
public sealed class MountTests
{
    public static TheoryData<string> All => Composition.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_folder_that_is_mounted_is_there_and_only_read(string files)
    {
        var mounts = Composition.Of(files).Services.SelectMany(service => service.Texts("volumes")).Where(volume => volume.StartsWith("./", StringComparison.Ordinal)).Select(volume => volume.Split(':')).ToArray();

        Assert.NotEmpty(mounts);
        Assert.All(mounts, mount => Assert.Equal((true, "ro"), (Path.Exists(Path.Combine(Checkout.Root, mount[0])), mount[^1])));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_volume_is_one_and_belongs_to_whoever_writes_it(string files)
    {
        var composition = Composition.Of(files);
        var owners = composition["volume-owners"].Texts("command")[^1];
        foreach (var service in composition.Services.Where(service => !service.IsPreparation))
        {
            foreach (var volume in service.Texts("volumes").Where(volume => !volume.StartsWith("./", StringComparison.Ordinal)).Select(volume => volume.Split(':')[0]))
            {
                Assert.True(composition.Part("volumes").ContainsKey(volume), volume);
                Assert.Matches($"chown {service.User} [^&]*/volumes/{volume}\\b", owners);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_file_with_settings_is_there(string files) =>
        Assert.All(Composition.Of(files).Services.SelectMany(service => service.Texts("env_file")), file => Assert.True(File.Exists(Path.Combine(Checkout.Root, file)), file));
}
