namespace SqueezeFlow.Deployment.Tests.Scripts;

public sealed class MakeSecretsTests
{
    [Fact]
    public async Task Nobody_else_can_enter_the_folder_and_nobody_can_write_a_secret()
    {
        using var secrets = await MadeSecrets.MakeAsync();

        var modes = await ProgramRun.OfAsync("stat", "coreutils", ["-c", "%a", secrets.Folder, .. Directory.GetFiles(secrets.Folder)]);

        Assert.Equal(["700", .. Enumerable.Repeat("444", 9)], modes.Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task They_are_long_begin_with_a_letter_and_differ()
    {
        using var secrets = await MadeSecrets.MakeAsync();

        var made = Directory.GetFiles(secrets.Folder).Where(file => Path.GetFileName(file) != "freqtrade_username").Select(File.ReadAllText).ToArray();

        Assert.All(made, secret => Assert.Matches("^[A-Za-z][A-Za-z0-9]{47}$", secret));
        Assert.Equal(made, made.Distinct());
        Assert.Equal("squeezeflow", secrets.Read("freqtrade_username"));
    }

    [Fact]
    public async Task None_is_printed()
    {
        using var secrets = await MadeSecrets.MakeAsync();

        Assert.All(Directory.GetFiles(secrets.Folder).Where(file => Path.GetFileName(file) != "freqtrade_username"), file => Assert.DoesNotContain(File.ReadAllText(file), secrets.Told.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_there_stays_and_what_is_missing_or_empty_is_made()
    {
        using var secrets = await MadeSecrets.MakeAsync();
        var (kept, lost) = (secrets.Read("api_key"), secrets.Read("redis_password"));
        File.Delete(Path.Combine(secrets.Folder, "redis_password"));
        File.Delete(Path.Combine(secrets.Folder, "grafana_password"));
        await File.WriteAllTextAsync(Path.Combine(secrets.Folder, "grafana_password"), "", TestContext.Current.CancellationToken);

        await secrets.AgainAsync();

        Assert.Equal(0, secrets.Told.ExitCode);
        Assert.Equal(kept, secrets.Read("api_key"));
        Assert.NotEqual(lost, secrets.Read("redis_password"));
        Assert.Equal(48, secrets.Read("grafana_password").Length);
    }
}
