using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Deployment;

/// <summary>The bot is started with its secrets or not at all; the program <c>freqtrade</c> is one that tells how it was called.</summary>
public sealed class StartScriptTests : IDisposable
{
    private static readonly string[] Names = ["freqtrade_username", "freqtrade_password", "freqtrade_jwt_secret_key", "freqtrade_ws_token"];

    private readonly TemporaryFolder _folder = new();

    public StartScriptTests()
    {
        Directory.CreateDirectory(_folder.PathOf("secrets"));
        Directory.CreateDirectory(_folder.PathOf("bin"));
        File.WriteAllText(_folder.PathOf("bin", "freqtrade"), "#!/bin/sh\necho \"$@\"\nenv | grep '^FREQTRADE__' | sort\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.PathOf("bin", "freqtrade"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        foreach (var name in Names)
        {
            Write(name, SecretOf(name) + "\n");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_all_secrets_it_is_started_with_them_in_its_environment()
    {
        var run = await StartAsync("--config", "/etc/live.json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("trade --config ", run.Output, StringComparison.Ordinal);
        Assert.Contains("/deploy/freqtrade/config.json --strategy-path ", run.Output, StringComparison.Ordinal);
        Assert.Contains("/deploy/freqtrade/strategies --config /etc/live.json\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                $"FREQTRADE__API_SERVER__JWT_SECRET_KEY={SecretOf("freqtrade_jwt_secret_key")}",
                $"FREQTRADE__API_SERVER__PASSWORD={SecretOf("freqtrade_password")}",
                $"FREQTRADE__API_SERVER__USERNAME={SecretOf("freqtrade_username")}",
                $"FREQTRADE__API_SERVER__WS_TOKEN={SecretOf("freqtrade_ws_token")}",
            ],
            run.Output.Trim().Split('\n').Skip(1));
    }

    [Fact]
    public async Task Every_secret_that_is_missing_or_empty_is_named_at_once()
    {
        File.Delete(_folder.PathOf("secrets", "freqtrade_username"));
        Write("freqtrade_password", "");
        Write("freqtrade_jwt_secret_key", "short");
        Write("freqtrade_ws_token", "\n");

        var run = await StartAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.All(Names, name => Assert.Contains(name, run.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("short", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901234567890123456789012")]
    [InlineData("1234567890123456789012345678e-12")]
    [InlineData("[\"a\",\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"]")]
    public async Task A_secret_that_the_bot_would_take_for_a_number_or_a_list_is_refused(string secret)
    {
        Write("freqtrade_ws_token", secret);

        var run = await StartAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("freqtrade_ws_token", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-inf")]
    [InlineData("+NaN")]
    [InlineData("Infinity")]
    [InlineData("-infinity")]
    [InlineData(" 12 ")]
    [InlineData("true")]
    public async Task A_user_that_the_bot_would_take_for_another_value_is_refused(string user)
    {
        Write("freqtrade_username", user);

        var run = await StartAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("freqtrade_username", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_venues_key_comes_with_its_secret_or_not_at_all()
    {
        Write("exchange_key", "key-of-the-venue");
        var without = await StartAsync();
        Write("exchange_secret", "secret-of-the-venue");

        var with = await StartAsync();

        Assert.Equal((1, 0), (without.ExitCode, with.ExitCode));
        Assert.Contains("exchange_secret", without.Errors, StringComparison.Ordinal);
        Assert.Contains("FREQTRADE__EXCHANGE__KEY=key-of-the-venue\nFREQTRADE__EXCHANGE__SECRET=secret-of-the-venue\n", with.Output, StringComparison.Ordinal);
    }

    private static string SecretOf(string name) => name == "freqtrade_username" ? "squeezeflow" : $"{name}-0123456789abcdef0123456789abcdef";

    private void Write(string name, string secret) => File.WriteAllText(_folder.PathOf("secrets", name), secret);

    private Task<ProgramRun> StartAsync(params string[] arguments) =>
        Program.RunAsync("sh", "dash", [Path.Combine(Checkout.Root, "deploy", "freqtrade", "start.sh"), .. arguments], new()
        {
            ["SECRETS_DIRECTORY"] = _folder.PathOf("secrets"),
            ["PATH"] = $"{_folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
        });
}
