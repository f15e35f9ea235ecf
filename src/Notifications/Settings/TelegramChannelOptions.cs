namespace SqueezeFlow.Notifications.Settings;

/// <summary>A chat that a Telegram bot writes to. Section <c>Notifications:Telegram</c>.</summary>
public sealed class TelegramChannelOptions : ChannelOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = NotificationOptions.Section + ":Telegram";

    /// <summary>Token of the bot, as BotFather gives it.</summary>
    public string Token { get; set; } = "";

    /// <summary>Number of the chat, or <c>@name</c> of a public one.</summary>
    public string ChatId { get; set; } = "";

    /// <summary>Address of a Bot API server of one's own; empty for Telegram's.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The chat; never the token.</summary>
    public override string ToString() => $"chat {ChatId}";
}
