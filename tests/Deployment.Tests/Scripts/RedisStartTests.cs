using System.Globalization;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Scripts;

/// <summary>Redis as the deployment starts it.</summary>
public sealed class RedisStartTests
{
    private static readonly string Script = Path.Combine(Checkout.Root, "deploy", "redis", "start.sh");

    [Fact]
    public async Task It_asks_for_the_password_evicts_nothing_and_nobody_reads_the_password_from_its_arguments()
    {
        using var secrets = await MadeSecrets.MakeAsync();
        ServerProgram.Require("redis-server", "redis-server");
        var (port, folder) = (ServerProgram.FreePort(), Directory.CreateTempSubdirectory("squeezeflow"));
        string[] arguments = [Script, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName];
        using var process = ProgramRun.Start("sh", "dash", arguments, new() { ["SECRETS_DIRECTORY"] = secrets.Folder });
        try
        {
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            }
            while (line?.Contains("Ready to accept connections", StringComparison.Ordinal) == false);

            var stranger = await CliAsync(port, "", "ping");
            var friend = await CliAsync(port, secrets.Read("redis_password"), "ping");
            var policy = await CliAsync(port, secrets.Read("redis_password"), "config", "get", "maxmemory-policy");
            var file = await CliAsync(port, secrets.Read("redis_password"), "config", "get", "appendonly");

            Assert.Contains("NOAUTH", stranger, StringComparison.Ordinal);
            Assert.Equal("PONG", friend.Trim());
            Assert.Equal("maxmemory-policy\nnoeviction", policy.Trim());
            Assert.Equal("appendonly\nyes", file.Trim());
            Assert.DoesNotContain(secrets.Read("redis_password"), await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(null, "expected a readable file")]
    [InlineData("short", "expected at least 32 characters, found 5")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\nmaxmemory-policy allkeys-lru", "expected letters, digits")]
    public async Task Without_a_password_that_will_do_it_is_not_started(string? password, string fault)
    {
        using var secrets = await MadeSecrets.MakeAsync();
        File.Delete(Path.Combine(secrets.Folder, "redis_password"));
        if (password is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(secrets.Folder, "redis_password"), password, TestContext.Current.CancellationToken);
        }

        var run = await ProgramRun.OfAsync("sh", "dash", [Script], environment: new() { ["SECRETS_DIRECTORY"] = secrets.Folder });

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("redis is not started: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(password ?? "?", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> CliAsync(int port, string password, params string[] command)
    {
        var environment = password.Length == 0 ? [] : new Dictionary<string, string> { ["REDISCLI_AUTH"] = password };
        var run = await ProgramRun.OfAsync("redis-cli", "redis-tools", ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), .. command], environment: environment);
        return run.Output + run.Errors;
    }
}
