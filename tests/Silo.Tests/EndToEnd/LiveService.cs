using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Hosting;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>The whole service in this process, live, in front of a venue that lists nothing.</summary>
internal sealed class LiveService : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-live-").FullName;
    private readonly WebApplication _venue;
    private WebApplication? _app;

    private LiveService()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _venue = builder.Build();
        _venue.Run(context => context.Response.WriteAsync("""{"symbols":[]}"""));
    }

    public HttpClient Client { get; } = new();

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app!.Services;

    public static Task<LiveService> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>One with further parts, or with others than usual.</summary>
    public static async Task<LiveService> StartAsync(Action<IServiceCollection>? addMore, params string[] settings)
    {
        var service = new LiveService();
        await service._venue.StartAsync(TestContext.Current.CancellationToken);
        var rest = service._venue.Urls.First();
        var configuration = SiloConfiguration.Build(
            [
                "--Http:Url=http://127.0.0.1:0", $"--Data:Directory={service._folder}", "--Feeds:Exchanges=BINANCE", "--OpenInterest:Enabled=false",
                $"--Exchanges:BINANCE:Rest={rest}", $"--Exchanges:BINANCE:Stream={rest.Replace("http", "ws", StringComparison.Ordinal)}/ws", .. settings,
            ],
            new Dictionary<string, string>());
        Assert.Empty(ConfigurationCheck.Run(configuration));
        service._app = SiloHost.Build(configuration, new("live", TimeProvider.System.GetUtcNow()), addMore);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        service.Client.BaseAddress = new(service._app.Urls.First());
        return service;
    }

    /// <summary>The status of a read, once its head is there.</summary>
    public async Task<int> StatusOfAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    /// <summary>Stops it; what it has done can still be looked at.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await _venue.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
