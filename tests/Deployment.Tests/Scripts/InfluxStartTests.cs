using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Scripts;

/// <summary>InfluxDB as the deployment starts it; 1.6 of Debian, as far as the script is concerned the same as 1.8.</summary>
public sealed class InfluxStartTests : IDisposable
{
    private const int MostTries = 600;

    private static readonly string Script = Path.Combine(Checkout.Root, "deploy", "influxdb", "start.sh");

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly HttpClient _client = new();
    private readonly int _port = ServerProgram.FreePort();

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_has_one_user_with_the_password_of_the_file_and_answers_nobody_else_also_after_a_restart()
    {
        using var secrets = await MadeSecrets.MakeAsync();
        for (var start = 0; start < 2; start++)
        {
            await StartAndStopAsync(secrets);
        }
    }

    [Fact]
    public async Task A_server_that_has_users_of_its_own_is_not_started_unseen()
    {
        using var secrets = await MadeSecrets.MakeAsync();
        using (var others = await MadeSecrets.MakeAsync())
        {
            await StartAndStopAsync(others);
        }

        File.Delete(Made);
        using var again = Start(secrets);
        var errors = await again.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await again.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("influxdb is not started: the user squeezeflow could not be made", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(secrets.Read("influxdb_password"), errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_start_that_was_broken_off_after_the_user_was_made_is_gone_on_with()
    {
        using var secrets = await MadeSecrets.MakeAsync();
        await StartAndStopAsync(secrets);
        File.Delete(Made);

        await StartAndStopAsync(secrets);

        Assert.True(File.Exists(Made));
    }

    [Fact]
    public async Task A_database_without_users_gets_one_whatever_was_noted_of_an_earlier_one()
    {
        using var secrets = await MadeSecrets.MakeAsync();
        await File.WriteAllTextAsync(Made, "", TestContext.Current.CancellationToken);

        await StartAndStopAsync(secrets);
    }

    [Theory]
    [InlineData("short", "expected at least 32 characters, found 5")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; DROP DATABASE x", "expected letters, digits")]
    public async Task Without_a_password_that_will_do_it_is_not_started(string password, string fault)
    {
        using var secrets = await MadeSecrets.MakeAsync();
        File.Delete(Path.Combine(secrets.Folder, "influxdb_password"));
        await File.WriteAllTextAsync(Path.Combine(secrets.Folder, "influxdb_password"), password, TestContext.Current.CancellationToken);

        var run = await ProgramRun.OfAsync("sh", "dash", [Script], environment: new() { ["SECRETS_DIRECTORY"] = secrets.Folder });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(password, run.Errors, StringComparison.Ordinal);
    }

    private string Made => Path.Combine(_folder, "squeezeflow.user");

    // Between its start and its end it has the one user and answers nobody else.
    private async Task StartAndStopAsync(MadeSecrets secrets)
    {
        using var process = Start(secrets);
        try
        {
            await AnsweringAsync(process);

            var stranger = await QueryAsync(null);
            var friend = await QueryAsync(secrets.Read("influxdb_password"));

            Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
            Assert.Contains("""["squeezeflow",true]""", await friend.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            await ServerProgram.SignalAsync(process, "TERM");
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Start(MadeSecrets secrets)
    {
        ServerProgram.Require("influxd", "influxdb");
        ServerProgram.Require("curl", "curl");
        var (first, other) = ServerProgram.FreePorts();
        return ProgramRun.Start("sh", "dash", [Script], new()
        {
            ["SECRETS_DIRECTORY"] = secrets.Folder,
            ["INFLUXDB_DIRECTORY"] = _folder,
            ["INFLUXDB_FIRST_ADDRESS"] = $"127.0.0.1:{first}",
            ["INFLUXDB_HTTP_BIND_ADDRESS"] = $"127.0.0.1:{_port}",
            ["INFLUXDB_BIND_ADDRESS"] = $"127.0.0.1:{other}",
            ["INFLUXDB_META_DIR"] = Path.Combine(_folder, "meta"),
            ["INFLUXDB_DATA_DIR"] = Path.Combine(_folder, "data"),
            ["INFLUXDB_DATA_WAL_DIR"] = Path.Combine(_folder, "wal"),
            ["INFLUXDB_REPORTING_DISABLED"] = "true",
            ["INFLUXDB_LOGGING_LEVEL"] = "error",
        });
    }

    private async Task AnsweringAsync(Process process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < MostTries && !process.HasExited; tries++)
        {
            try
            {
                using var answer = await _client.GetAsync(new Uri($"http://127.0.0.1:{_port}/ping"), TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }

        Assert.Fail($"no answer at port {_port}: {(process.HasExited ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : "still running")}");
    }

    private async Task<HttpResponseMessage> QueryAsync(string? password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_port}/query?q=SHOW+USERS");
        if (password is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"squeezeflow:{password}")));
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
