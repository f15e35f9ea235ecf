using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Checks;
using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Telegram;
using SqueezeFlow.Notifications.Webhook;

namespace SqueezeFlow.Notifications;

/// <summary>Registers notifications.</summary>
public static class NotificationServices
{
    /// <summary>
    /// Adds <see cref="INotifier"/>, and <see cref="NotificationHub"/> behind it where <paramref name="isOn"/>; nobody is told otherwise. Options are
    /// checked at the start either way.
    /// </summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, bool isOn)
    {
        services.AddChecked<NotificationOptions, NotificationOptionsValidator>(NotificationOptions.Section);
        services.AddChecked<WebhookChannelOptions, WebhookChannelValidator>(WebhookChannelOptions.Section);
        services.AddChecked<TelegramChannelOptions, TelegramChannelValidator>(TelegramChannelOptions.Section);
        if (!isOn)
        {
            services.AddSingleton<INotifier>(NoNotifier.Instance);
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(HubOf);
        services.AddSingleton<INotifier>(provider => provider.GetRequiredService<NotificationHub>());
        services.AddHostedService(provider => provider.GetRequiredService<NotificationHub>());
        return services;
    }

    /// <summary>Whether a channel is switched on.</summary>
    public static bool AreOn(IConfiguration configuration) =>
        IsOn(configuration, WebhookChannelOptions.Section) || IsOn(configuration, TelegramChannelOptions.Section);

    private static bool IsOn(IConfiguration configuration, string section) =>
        bool.TryParse(configuration[$"{section}:{nameof(ChannelOptions.Enabled)}"], out var isOn) && isOn;

    private static NotificationHub HubOf(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        var webhook = provider.GetRequiredService<IOptions<WebhookChannelOptions>>().Value;
        var telegram = provider.GetRequiredService<IOptions<TelegramChannelOptions>>().Value;
        List<(IChannel, ChannelOptions)> channels = [];
        if (webhook.Enabled)
        {
            channels.Add((new WebhookChannel(webhook, clock), webhook));
        }

        if (telegram.Enabled)
        {
            channels.Add((new TelegramChannel(telegram), telegram));
        }

        return new(channels, provider.GetRequiredService<IOptions<NotificationOptions>>().Value, clock, provider.GetRequiredService<ILogger<NotificationHub>>());
    }

    private static void AddChecked<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
