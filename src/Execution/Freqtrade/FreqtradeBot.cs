using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders.News;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>The bot of a further account with all that belongs to it, in a container of its own, so that nothing of it can be another bot's.</summary>
internal sealed class FreqtradeBot : IHostedService, IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public FreqtradeBot(FreqtradeOptions options, TimeProvider clock, ILoggerFactory logs, INotifier notifier, IAccountListener? listener)
    {
        var services = new ServiceCollection()
            .AddSingleton(options)
            .AddSingleton(clock)
            .AddSingleton(notifier)
            .AddSingleton<ILoggerFactory>(new AccountLogs(logs, options.Account))
            .AddLogging()
            .AddBot();
        if (listener is not null)
        {
            services.AddSingleton(listener);
        }

        _services = services.BuildServiceProvider();
    }

    /// <summary>A part of it.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_services.GetServices<IHostedService>().Select(part => part.StartAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_services.GetServices<IHostedService>().Select(part => part.StopAsync(cancellationToken)));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // Lines of several bots are told apart by their category.
    private sealed class AccountLogs(ILoggerFactory logs, string account) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => logs.CreateLogger($"{categoryName}.{account}");

        public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

        // The service's own factory outlives its bots.
        public void Dispose()
        {
        }
    }
}
