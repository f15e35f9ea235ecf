using System.Text;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>The beginning of an answer: however long it is, no more of it is read.</summary>
internal static class AnswerStart
{
    private const int MostBytes = 2_048;

    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var count = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
