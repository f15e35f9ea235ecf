using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Api.Overview;
using SqueezeFlow.Silo.Commands.Running;

namespace SqueezeFlow.Silo.Commands.Probing;

/// <summary>
/// <c>health</c>: whether the service of this machine is ready, for whoever watches a container that holds no shell. Exit code 0 when it is, 1 when it is not
/// or does not answer.
/// </summary>
internal static class HealthCommand
{
    /// <summary>Asks the service that runs with the same configuration.</summary>
    /// <exception cref="CommandFailure"><c>Http:Url</c> does not say where it answers, or the file of <see cref="HealthSettings.Once"/> cannot be made.</exception>
    public static async Task<int> RunAsync(CommandContext context, HealthSettings settings, CancellationToken cancellationToken)
    {
        // One that has been ready is not to be replaced because a server that it uses is away: what it collects meanwhile would be lost.
        var hasBeenReady = File.Exists(settings.Once);
        var address = new Uri(ServiceAddress.Of(context.Configure("health").Root), hasBeenReady ? $"{ApiPaths.Health}/live" : $"{ApiPaths.Health}/ready");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = settings.Timeout };
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            context.Output.WriteLine(hasBeenReady ? "live" : Words(await answer.Content.ReadAsStringAsync(cancellationToken)));
            if (!answer.IsSuccessStatusCode)
            {
                return ExitCode.Failed;
            }
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            context.Error.WriteLine($"{address} does not answer: {(error is TaskCanceledException ? $"nothing within {settings.Timeout.TotalSeconds:0.#} s" : error.Message)}");
            return ExitCode.Failed;
        }

        if (settings.Once is { } file && !hasBeenReady)
        {
            Note(file);
        }

        return ExitCode.Done;
    }

    private static string Words(string body)
    {
        try
        {
            var readiness = JsonSerializer.Deserialize<HealthApi.Readiness>(body, SiloJson.Options);
            return readiness is { Level.Length: > 0 } ? string.Join("; ", readiness.Reasons.Prepend($"{(readiness.Ready ? "ready" : "not ready")}, {readiness.Level}")) : Strange();
        }
        catch (JsonException)
        {
            return Strange();
        }
    }

    private static string Strange() => "the answer is not one of this service: is Http:Url the address of another program?";

    private static void Note(string file)
    {
        try
        {
            using var made = File.Create(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"--once: '{file}' cannot be made ({error.Message.TrimEnd('.')}): name a file in a folder that can be written, e.g. /tmp/ready", error);
        }
    }
}
