package io.letsrun.gateway.read;

import io.letsrun.edge.cache.UserAnswers;

/**
 * Which answer to a user.
 *
 * @param name tells it from the user's other answers
 */
record AnswerKey(UserAnswers answers, String name) {}
