using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Views.Accounts;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>What the doctor finds.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_sound_service_is_found_sound()
    {
        await using var service = await SoundAsync();
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "doctor");

        Assert.Equal(0, exitCode);
        Assert.EndsWith("nothing is wrong\n", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("SQLite answers (size MiB 12.5)", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_is_wrong()
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/status", Samples.Status(version: "0.0.1"));

        Assert.Equal("wrong", await VerdictAsync(service, "version"));
    }

    [Fact]
    public async Task A_clock_that_differs_is_wrong()
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/status", Samples.Status() with { Now = Samples.Wall + TimeSpan.FromSeconds(9) });

        Assert.Equal("wrong", await VerdictAsync(service, "clock"));
    }

    [Fact]
    public async Task An_unhealthy_part_is_wrong_though_the_answer_has_status_503()
    {
        await using var service = await SoundAsync();
        service.Answer("/health", Samples.Health("unhealthy"), 503);

        Assert.Equal("wrong", await VerdictAsync(service, "store"));
    }

    [Theory]
    [InlineData(0.4, 99.1, "wrong")]
    [InlineData(12.5, 71.2, "ok")]
    public async Task The_disk_is_the_one_of_the_service(double freeGib, double usedPercent, string verdict)
    {
        await using var service = await SoundAsync();
        service.Answer("/health", Samples.Health() with { Parts = [Samples.Disk(freeGib, usedPercent)] });

        Assert.Equal(verdict, await VerdictAsync(service, "disk"));
    }

    [Fact]
    public async Task Paused_entries_are_worth_a_note()
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/status", Samples.Status() with { ExecutionPaused = true });

        Assert.Equal("note", await VerdictAsync(service, "execution"));
    }

    [Theory]
    [InlineData("OKX:BTC-USDT: Requests too frequent", true, "wrong")]
    [InlineData("OKX:BTC-USDT: Requests too frequent", false, "note")]
    [InlineData(null, false, "ok")]
    public async Task A_wanted_market_that_is_not_subscribed_is_wrong_when_its_time_is_over(string? market, bool isOverdue, string verdict)
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/feeds", new[] { Samples.Feed() with { Unconfirmed = market is null ? [] : [market], Overdue = isOverdue ? [market!] : [] } });

        Assert.Equal(verdict, await VerdictAsync(service, "subscriptions"));
    }

    [Fact]
    public async Task What_the_service_finds_in_its_bot_is_told_with_value_expectation_and_fix()
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/execution/checks", new[]
        {
            AccountCheckView.Ok("state", "running"),
            AccountCheckView.Note("max_open_trades", "5", "2", "set it"),
            AccountCheckView.Wrong("force_entry_enable", "false", "true", "set it in the bot's configuration"),
        });
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "doctor", "--json");

        var checks = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("checks").EnumerateArray()
            .Where(check => check.GetProperty("name").GetString()!.StartsWith("bot ", StringComparison.Ordinal))
            .Select(check => string.Join('|', check.GetProperty("name"), check.GetProperty("verdict"), check.GetProperty("found"), check.GetProperty("fix")));
        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "bot state|ok|running|",
                "bot max_open_trades|note|5, expected 2|set it",
                "bot force_entry_enable|wrong|false, expected true|set it in the bot's configuration",
            ],
            checks);
    }

    [Fact]
    public async Task A_service_that_cannot_look_at_its_bot_is_wrong()
    {
        await using var service = await SoundAsync();
        service.Refuse("/api/v1/execution/checks", 503, "The bot is not known", "no answer");

        Assert.Equal("wrong", await VerdictAsync(service, "bot"));
    }

    [Theory]
    [InlineData("ok", 35, 40, 900)]
    [InlineData("wrong", -42_000, -41_000, 30)]
    [InlineData("wrong", 20, 9_000, 61_000)]
    [InlineData("note", -42_000, 35, 40)]
    [InlineData("note", 30, 35, 61_000)]
    [InlineData("note", 30, 61_000, double.NaN)]
    [InlineData("note", -42_000, 35, double.NaN)]
    [InlineData("wrong", 9_000, 61_000, double.NaN)]
    public async Task The_clock_is_compared_with_those_of_the_venues_of_which_one_may_be_wrong(string verdict, double first, double second, double third)
    {
        await using var service = await SoundAsync();
        string[] venues = ["BINANCE", "BYBIT", "OKX"];
        double[] lags = [first, second, third];
        service.Answer("/api/v1/feeds", venues.Zip(lags.Where(double.IsFinite), (venue, lag) => Samples.Feed() with { Id = venue + "/0", Exchange = venue, LagMs = lag, Unconfirmed = [] }).ToArray());

        Assert.Equal(verdict, await VerdictAsync(service, "venue clocks"));
    }

    [Theory]
    [InlineData(-42_000, 35, 40, "ok")]
    [InlineData(35, 40, 61_000, "ok")]
    [InlineData(-42_000, -41_000, 40, "wrong")]
    public async Task One_connection_alone_does_not_say_what_the_clock_of_a_venue_shows(double first, double second, double third, string verdict)
    {
        await using var service = await SoundAsync();
        double[] lags = [first, second, third];
        service.Answer("/api/v1/feeds", lags.Select((lag, i) => Samples.Feed() with { Id = $"BINANCE/{i}", Exchange = "BINANCE", LagMs = lag, Unconfirmed = [] }).ToArray());

        Assert.Equal(verdict, await VerdictAsync(service, "venue clocks"));
    }

    [Fact]
    public async Task Feeds_that_are_not_connected_say_nothing_of_the_clock()
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/feeds", new[] { Samples.Feed() with { State = "waiting", LagMs = 90_000, Unconfirmed = [] } });
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "doctor");

        Assert.DoesNotContain("venue clocks", terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.0", true, null, "ok")]
    [InlineData("0.9.0", true, null, "note")]
    [InlineData("1.0.0", false, null, "wrong")]
    [InlineData(null, false, "no answer within 2 s", "wrong")]
    public async Task Every_process_of_a_cluster_is_looked_at(string? version, bool isReady, string? problem, string verdict)
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/status", Samples.Status() with
        {
            Cluster = "redis",
            Silos = [new("silo-a", "10.0.0.1:11111", "active") { Version = "1.0.0", Ready = true }, new("silo-b", "10.0.0.2:11111", "active") { Version = version, Ready = isReady, Problem = problem }],
        });

        Assert.Equal(verdict, await VerdictAsync(service, "silos"));
    }

    [Theory]
    [InlineData("1.10.0", "1.9.0")]
    [InlineData("1.10.0", "1.10.0-rc.2")]
    [InlineData("0.1.0", "nightly")]
    public async Task Of_two_versions_the_older_one_is_named_as_what_is_to_be_upgraded(string newer, string older)
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/status", Samples.Status() with
        {
            Cluster = "redis",
            Silos = [new("silo-a", "10.0.0.1:11111", "active") { Version = newer, Ready = true }, new("silo-b", "10.0.0.2:11111", "active") { Version = older, Ready = true }],
        });
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "doctor", "--json");

        Assert.Contains($"2, {older} and {newer}: silo-b has {older}", terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "note")]
    [InlineData(false, "ok")]
    public async Task A_service_that_others_may_read_without_a_key_is_worth_a_note(bool isOpen, string verdict)
    {
        await using var service = await SoundAsync();
        service.Answer("/api/v1/status", Samples.Status() with { OpenToOthers = isOpen });

        Assert.Equal(verdict, await VerdictAsync(service, "access"));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, "ok")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, "wrong")]
    public async Task A_secret_that_others_can_read_is_wrong(UnixFileMode mode, string verdict)
    {
        await using var service = await SoundAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "secret", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }

        var found = await VerdictAsync(service, "credentials", ("SQUEEZEFLOW_API_KEY_FILE", file));
        File.Delete(file);

        Assert.Equal(verdict, found);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, "ok")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute, "wrong")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute, "wrong")]
    public async Task A_secret_that_others_could_read_counts_only_where_they_can_enter_its_folder(UnixFileMode folderMode, string verdict)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        await using var service = await SoundAsync();
        var (folder, linked) = (Directory.CreateTempSubdirectory("squeezeflow"), Directory.CreateTempSubdirectory("squeezeflow"));
        var file = Path.Combine(folder.FullName, "secret");
        await File.WriteAllTextAsync(file, "secret", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(folder.FullName, folderMode);
        var link = File.CreateSymbolicLink(Path.Combine(linked.FullName, "link"), file).FullName;

        string?[] found =
        [
            await VerdictAsync(service, "credentials", ("SQUEEZEFLOW_API_KEY_FILE", file)),
            await VerdictAsync(service, "credentials", ("SQUEEZEFLOW_API_KEY_FILE", link)),
        ];
        folder.Delete(recursive: true);
        linked.Delete(recursive: true);

        Assert.Equal([verdict, verdict], found);
    }

    [Theory]
    [InlineData("true", true, "ok")]
    [InlineData("true", false, "wrong")]
    [InlineData(null, true, "wrong")]
    public async Task A_secret_that_is_given_to_a_container_is_safe_in_it(string? container, bool isGiven, string verdict)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        await using var service = await SoundAsync();
        var (folder, other) = (Directory.CreateTempSubdirectory("squeezeflow"), Directory.CreateTempSubdirectory("squeezeflow"));
        var file = Path.Combine(folder.FullName, "api_key");
        await File.WriteAllTextAsync(file, "secret", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);

        var found = await VerdictAsync(
            service,
            "credentials",
            ("SQUEEZEFLOW_API_KEY_FILE", file),
            ("DOTNET_RUNNING_IN_CONTAINER", container ?? ""),
            ("SECRETS_DIRECTORY", isGiven ? folder.FullName : other.FullName));
        folder.Delete(recursive: true);
        other.Delete(recursive: true);

        Assert.Equal(verdict, found);
    }

    [Fact]
    public async Task Without_a_service_the_doctor_still_looks_at_the_rest()
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("doctor", "--url", "http://127.0.0.1:1", "--json");

        var root = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal((1, false), (exitCode, root.GetProperty("healthy").GetBoolean()));
        Assert.Equal(["service", "credentials"], root.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!));
    }

    private static async Task<ServiceDouble> SoundAsync() => (await ServiceDouble.StartAsync())
        .Answer("/health", Samples.Health())
        .Answer("/api/v1/execution/checks", Array.Empty<AccountCheckView>())
        .Answer("/api/v1/feeds", new[] { Samples.Feed() with { Unconfirmed = [] } });

    private static async Task<string?> VerdictAsync(ServiceDouble service, string name, params (string Name, string Value)[] variables)
    {
        using var terminal = new TestTerminal();
        foreach (var variable in variables)
        {
            terminal.Variables[variable.Name] = variable.Value;
        }

        var exitCode = await terminal.RunAsync(service, "doctor", "--json");

        var checks = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("checks").EnumerateArray().ToArray();
        Assert.Equal(checks.Any(check => check.GetProperty("verdict").GetString() == "wrong") ? 1 : 0, exitCode);
        return checks.Single(check => check.GetProperty("name").GetString() == name).GetProperty("verdict").GetString();
    }
}
