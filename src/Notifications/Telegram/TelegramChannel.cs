using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types.Enums;

namespace SqueezeFlow.Notifications.Telegram;

/// <summary>Writes to one chat as a bot.</summary>
internal sealed class TelegramChannel : IChannel, IDisposable
{
    private readonly TelegramChannelOptions _options;
    private readonly HttpClient _http;
    private readonly TelegramBotClient _bot;

    public TelegramChannel(TelegramChannelOptions options)
    {
        _options = options;
        _http = new(new BoundedAnswers()) { Timeout = Timeout.InfiniteTimeSpan };

        // Repetitions are the lane's: it knows the stop, and the clock.
        _bot = new(new TelegramBotClientOptions(options.Token, options.BaseAddress?.GetLeftPart(UriPartial.Authority)) { RetryCount = 0, RetryThreshold = 0 }, _http);
    }

    public string Name => "telegram";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _bot.SendMessage(_options.ChatId, TelegramText.Of(message), ParseMode.Html, cancellationToken: cancellationToken);
            return SendOutcome.Delivered;
        }
        catch (ApiRequestException refusal)
        {
            var problem = $"Telegram answers {refusal.ErrorCode}: {Hide(refusal.Message)}";
            return refusal.ErrorCode is 429 or >= 500
                ? SendOutcome.Missed(problem, refusal.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null)
                : SendOutcome.Refused(problem);
        }
        catch (RequestException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var problem = $"Telegram cannot be reached: {Hide(fault.InnerException?.Message ?? fault.Message)}";
            return (int?)fault.HttpStatusCode is >= 300 and < 500 and not 429 ? SendOutcome.Refused(problem) : SendOutcome.Missed(problem);
        }
    }

    public void Dispose() => _http.Dispose();

    private string Hide(string text) => ProblemText.Of(text.Replace(_options.Token, "***", StringComparison.Ordinal));
}
