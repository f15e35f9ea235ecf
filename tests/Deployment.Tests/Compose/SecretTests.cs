using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>Passwords, keys and tokens are files, and none has a default.</summary>
public sealed class SecretTests
{
    private static readonly string[] Telling = ["PASSWORD", "SECRET", "TOKEN", "API_KEY", "READ_KEY", "USERNAME_FILE"];

    public static TheoryData<string> All => Composition.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_sounds_like_a_secret_names_a_file_of_a_secret_that_the_service_is_given(string files)
    {
        var composition = Composition.Of(files);

        var named = composition.Services.SelectMany(service => service.Environment.Select(variable => (service, variable.Key, variable.Value)))
            .Where(found => Telling.Any(word => found.Key.Contains(word, StringComparison.OrdinalIgnoreCase)));

        Assert.All(named, found =>
        {
            Assert.EndsWith("_FILE", found.Key, StringComparison.Ordinal);
            Assert.StartsWith("/run/secrets/", found.Value, StringComparison.Ordinal);
            Assert.Contains(found.Value["/run/secrets/".Length..], found.service.Secrets);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_that_is_given_is_a_file_in_the_folder_of_secrets(string files)
    {
        var composition = Composition.Of(files);

        Assert.All(composition.Part("secrets"), secret => Assert.Equal($"./secrets/{secret.Key}", secret.Value!["file"]!.ToString()));
        Assert.All(composition.Services.SelectMany(service => service.Secrets), name => Assert.True(composition.Part("secrets").ContainsKey(name), name));
    }

    [Theory]
    [InlineData(Composition.Dev)]
    [InlineData(Composition.Prod)]
    [InlineData(Composition.Swarm)]
    public void Silos_of_the_overlays_ask_for_a_key(string files)
    {
        var silo = Composition.Of(files)["silo"];

        Assert.Equal(("/run/secrets/api_key", "/run/secrets/api_read_key"), (silo.Environment["SQUEEZEFLOW_API_KEY_FILE"], silo.Environment["SQUEEZEFLOW_API_READ_KEY_FILE"]));
    }

    [Fact]
    public async Task The_script_makes_every_one_of_them_and_no_other()
    {
        using var made = await MadeSecrets.MakeAsync();

        Assert.Equal(
            Composition.Of(Composition.Base).Part("secrets").Select(secret => secret.Key).Order(),
            Directory.GetFiles(made.Folder).Select(file => Path.GetFileName(file)!).Order());
    }

    [Fact]
    public void No_variable_of_a_password_is_asked_for() =>
        Assert.DoesNotContain(Composition.Files.SelectMany(file => Variables.NamesIn(Checkout.Read(file))), name => name.Contains("PASSWORD", StringComparison.Ordinal) || name.EndsWith("KEY", StringComparison.Ordinal));
}
